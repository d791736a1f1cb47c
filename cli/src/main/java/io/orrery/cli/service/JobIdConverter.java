package io.orrery.cli.service;

import io.orrery.JobId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ids of jobs as people copy them. */
final class JobIdConverter implements ITypeConverter<JobId> {
  @Override
  public JobId convert(String text) {
    try {
      return JobId.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
