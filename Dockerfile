FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY .ci .ci
COPY processes processes
COPY forms forms
COPY samples samples
COPY src src
RUN ./mvnw -B -DskipTests package

FROM eclipse-temurin:17-jre-alpine
RUN addgroup -S casework && adduser -S -G casework casework \
    && mkdir -p /var/lib/casework && chown casework:casework /var/lib/casework
COPY --from=build /build/target/msix-casework-*.jar /opt/casework.jar
USER casework
WORKDIR /var/lib/casework
VOLUME /var/lib/casework
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/casework.jar"]
