# Coordinator, worker and migrate: one image, the command chooses.
FROM eclipse-temurin:25-jdk-alpine AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip=true -pl cli,examples -am package \
    && mv examples/target/orrery-examples-*.jar examples/target/examples.jar

FROM eclipse-temurin:25-jre-alpine
COPY --from=build /src/cli/target/orrery-cli.jar /src/examples/target/examples.jar /app/
COPY --from=build /src/cli/target/lib /app/lib
# No name needed, and no right to anything: it writes nowhere but to /tmp.
USER 10001:10001
ENTRYPOINT ["java", "-Djdk.serialFilter=!*", "-XX:MaxRAMPercentage=75", "-jar", "/app/orrery-cli.jar"]
CMD ["--help"]
