# A worker on CPUs, with the model of this repository. Build it in the repository's root, after ./mvnw package:
#   docker build -f deploy/docker/worker.Dockerfile -t maskstream-worker .
FROM eclipse-temurin:17-jre

# Another model of the build context may be baked in; a running container takes one by --model or MASKSTREAM_MODEL.
ARG MODEL=deploy/models/best-int8.onnx

# ONNX Runtime's Linux builds would report home; OpenCV's log would repeat what failure events say.
# Outside of the container nobody reaches an endpoint on its loopback.
ENV ORT_DISABLE_TELEMETRY=1 \
    OPENCV_LOG_LEVEL=SILENT \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=262144 \
    MASKSTREAM_HTTP_HOST=0.0.0.0 \
    MASKSTREAM_MODEL=/opt/maskstream/model.onnx

WORKDIR /opt/maskstream
# From what changes seldom to what changes often, so that a new version is a small layer.
COPY worker/target/lib/ lib/
COPY ${MODEL} model.onnx
COPY deploy/docker/healthcheck healthcheck
COPY worker/target/modules/ lib/
COPY worker/target/maskstream-worker-*.jar maskstream-worker.jar

# Java writes down the classes that a start loads, which takes a quarter off each start of a container. All below /tmp goes
# again: it would belong to root.
RUN java -XX:ArchiveClassesAtExit=/opt/maskstream/start.jsa \
        -Djava.awt.headless=true -Duser.home=/tmp -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp \
        -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dmaskstream.home=/opt/maskstream -Xlog:cds=off -Xlog:cds+dynamic=off \
        -jar /opt/maskstream/maskstream-worker.jar rehearse --model /opt/maskstream/model.onnx \
    && rm -rf /tmp/*

# A number, so that Kubernetes can see that it is not root. It writes below /tmp alone: Kafka Streams' state, and native
# libraries unpacked at the start. With a read-only root, /tmp has to be a volume, or a tmpfs that may execute.
USER 10001:10001

EXPOSE 8080

HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "/opt/maskstream/healthcheck"]

# Java is the container's first process, so SIGTERM reaches it. Half of the memory is for pixels and tensors, which do not
# lie in Java's heap; JavaCPP would count both and give up too early. More options go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", \
    "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-XX:SharedArchiveFile=/opt/maskstream/start.jsa", \
    "-Xlog:cds=off", "-Xlog:cds+dynamic=off", \
    "-Djava.awt.headless=true", \
    "-Duser.home=/tmp", \
    "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp", \
    "-Dorg.bytedeco.javacpp.maxphysicalbytes=0", \
    "-Dmaskstream.home=/opt/maskstream", \
    "-jar", "/opt/maskstream/maskstream-worker.jar"]
CMD ["worker"]
