# A Kafka Connect worker with bendsync's plugins: connect-distributed, configured by its environment.
#
#   docker build -t bendsync .                                                   from the sources
#   docker build -t bendsync --build-arg BENDSYNC=packaged distribution/target/image    from what `mvn package` left
#
# docs/docker.md has the rest.
ARG BENDSYNC=compiled

FROM maven:3.9.16-eclipse-temurin-17 AS compiled
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/m2 \
    mvn -q -B -ntp -Dmaven.repo.local=/m2 -Dquick -DskipTests package -pl distribution -am && \
    mv distribution/target/image/bendsync /bendsync

FROM scratch AS packaged
COPY bendsync /bendsync

FROM ${BENDSYNC} AS bendsync

# Not Alpine: the compression libraries of Kafka and Parquet are linked with glibc.
FROM eclipse-temurin:17.0.20.1_1-jre-noble
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp bendsync
COPY --from=bendsync /bendsync /opt/bendsync
USER 10001:10001
WORKDIR /tmp
# Where its Kafka is, and what has to differ between clusters that share one.
ENV BENDSYNC_BOOTSTRAP_SERVERS=kafka:9092 \
    BENDSYNC_GROUP_ID=bendsync \
    BENDSYNC_REPLICATION_FACTOR=1 \
    BENDSYNC_LISTENERS=http://0.0.0.0:8083 \
    BENDSYNC_JAVA_OPTS=-XX:MaxRAMPercentage=70
EXPOSE 8083
# At the first listener's port; a certificate is made out for another name than this.
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=24 \
    CMD ["/bin/sh", "-c", "at=${BENDSYNC_LISTENERS%%,*}; exec curl -fsSk -o /dev/null \"${at%%:*}://127.0.0.1:${at##*:}/health\""]
ENTRYPOINT ["/opt/bendsync/bin/bendsync"]
CMD ["connect-distributed", "/opt/bendsync/conf/container.properties"]
