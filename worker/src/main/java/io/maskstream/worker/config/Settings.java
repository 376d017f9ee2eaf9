package io.maskstream.worker.config;

import io.maskstream.worker.inference.InferenceConfig;
import io.maskstream.worker.inference.device.DeviceChoice;
import io.maskstream.worker.inference.model.BundledModel;
import io.maskstream.worker.mask.MaskEdges;
import io.maskstream.worker.mask.MaskEncoding;
import io.maskstream.worker.mask.MaskSize;
import io.maskstream.worker.mask.store.MaskStoreConfig;
import io.maskstream.worker.source.policy.FileRule;
import io.maskstream.worker.source.policy.HostPattern;
import io.maskstream.worker.source.policy.Network;
import io.maskstream.worker.topology.runtime.settings.ProcessingGuarantee;
import io.maskstream.worker.window.Order;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every setting of a worker. Not in the list are Kafka's own, under {@code kafka.}, but for where Kafka is, and those of the CUDA provider under {@code cuda.}. */
public final class Settings {
    /** Where Kafka's own settings are. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** Where the settings of ONNX Runtime's CUDA provider are. */
    public static final String CUDA_PREFIX = "cuda.";

    static final Setting<String> BOOTSTRAP = Setting.of(
            KAFKA_PREFIX + "bootstrap.servers", "localhost:9092", "where Kafka is, host:port,…", Parsers::text);
    static final Setting<String> TOPICS_PREFIX =
            Setting.of("topics.prefix", "maskstream", "topics are PREFIX.images, PREFIX.masks, …", Parsers::name);
    static final Setting<Boolean> TOPICS_CREATE =
            Setting.of("topics.create", "true", "create topics that are missing", Parsers::flag);
    static final Setting<Integer> TOPICS_PARTITIONS =
            Setting.of("topics.partitions", "4", "partitions of created topics", Parsers.integer(1, 10_000));
    static final Setting<Integer> TOPICS_REPLICATION = Setting.of(
            "topics.replication", "-1", "copies of created topics; -1 for the broker's default", replication());
    static final Setting<String> APPLICATION_ID =
            Setting.of("application.id", "maskstream-worker", "workers with one name share the work", Parsers::name);
    static final Setting<String> INSTANCE_ID = new Setting<>(
            "instance.id",
            () -> hostName() + "-" + ProcessHandle.current().pid(),
            "this worker's name, unique among live workers; keep it over a restart for the fastest return",
            Parsers::name);
    static final Setting<ProcessingGuarantee> GUARANTEE = Setting.of(
            "processing.guarantee",
            ProcessingGuarantee.EXACTLY_ONCE.kafkaName(),
            "exactly_once_v2 or at_least_once",
            Parsers.oneOf(ProcessingGuarantee.values(), ProcessingGuarantee::kafkaName));
    static final Setting<Duration> COMMIT_INTERVAL = Setting.of(
            "commit.interval",
            "1s",
            "longest time between commits; with exactly_once_v2 outcomes are committed as they come unless images wait for room",
            Parsers::duration);
    static final Setting<Integer> STREAM_THREADS =
            Setting.of("stream.threads", "1", "threads that read from Kafka", Parsers.integer(1, 256));
    static final Setting<Path> STATE_DIR = Setting.of(
            "state.dir",
            Path.of(System.getProperty("java.io.tmpdir"), "maskstream").toString(),
            "where Kafka Streams would keep stores on disk; a worker has none",
            Parsers::path);
    static final Setting<Path> MODEL =
            Setting.of("model", BundledModel.path().toString(), "the ONNX model to serve", Parsers::path);
    static final Setting<DeviceChoice> DEVICE =
            Setting.of("device", "auto", "auto, cpu, cuda or cuda:N; auto is CUDA where it works", DeviceChoice::parse);
    static final Setting<Integer> INFERENCE_SESSIONS = Setting.of(
            "inference.sessions",
            "0",
            "sessions side by side; 0 for one a core, and 1 on CUDA",
            Parsers.integer(0, 1_024));
    static final Setting<Integer> INFERENCE_THREADS = Setting.of(
            "inference.threads",
            "0",
            "threads of one session on a CPU; 0 for the cores that the sessions leave to each",
            Parsers.integer(0, 1_024));
    static final Setting<Integer> BATCH_MAX = Setting.of(
            "batch.max", "auto", "images in one inference; auto for 1 on a CPU and 32 on CUDA", Settings::batch);
    static final Setting<Duration> BATCH_MAX_DELAY = Setting.of(
            "batch.max-delay",
            "0ms",
            "how long an image waits for others to join its batch while a session is idle",
            Parsers::duration);
    static final Setting<Integer> WINDOW_SIZE = Setting.of(
            "window.size",
            "64",
            "images of one partition in flight; slow sources want more: rate times latency",
            Parsers.integer(1, 100_000));
    static final Setting<Order> WINDOW_ORDER = Setting.of(
            "window.order",
            "key",
            "key: outcomes of one record key leave in the order of its records; none: as they finish",
            Parsers.oneOf(Order.values(), Settings::name));
    static final Setting<Integer> RETRY_ATTEMPTS = Setting.of(
            "retry.attempts",
            "10",
            "how often a source that does not answer is asked, within retry.max-time; 1 for once",
            Parsers.integer(1, 100));
    static final Setting<Duration> RETRY_DELAY = Setting.of(
            "retry.delay", "500ms", "before the second attempt; twice as long before each other", Parsers::duration);
    static final Setting<Duration> RETRY_MAX_DELAY =
            Setting.of("retry.max-delay", "30s", "no longer than that, unless a source asks for it", Parsers::duration);
    static final Setting<Duration> RETRY_MAX_TIME = Setting.of(
            "retry.max-time", "2m", "no attempt begins later after an image was taken up", Parsers::duration);
    static final Setting<Integer> RETRY_WAITING = Setting.of(
            "retry.waiting",
            "1000",
            "images of one partition that wait for their next attempt, beside window.size",
            Parsers.integer(1, 1_000_000));
    static final Setting<Integer> MEMORY_MAX = Setting.of(
            "memory.max", "256MiB", "memory of images in flight, encoded and while they are decoded", Parsers::bytes);
    static final Setting<Integer> FETCH_THREADS =
            Setting.of("fetch.threads", "64", "images that are read at a time", Parsers.integer(1, 10_000));
    static final Setting<Integer> DECODE_THREADS = Setting.of(
            "decode.threads", "0", "images that are decoded at a time; 0 for one a core", Parsers.integer(0, 1_024));
    static final Setting<Integer> ENCODE_THREADS = Setting.of(
            "encode.threads", "0", "masks that are encoded at a time; 0 for one a core", Parsers.integer(0, 1_024));
    static final Setting<Duration> SHUTDOWN_DRAIN = Setting.of(
            "shutdown.drain",
            "5s",
            "longest time for images at hand to end when the worker is stopped",
            Parsers::duration);
    static final Setting<Set<String>> SOURCE_SCHEMES =
            Setting.of("source.schemes", "file,http,https,data,s3", "URI schemes that may be read", Parsers::set);
    static final Setting<List<FileRule.Root>> SOURCE_ROOTS = Setting.of(
            "source.roots",
            "",
            "folders, with commas between them, whose files may be read; none reads no file",
            text -> Parsers.list(text, folder -> FileRule.Root.of(Path.of(folder))));
    static final Setting<List<HostPattern>> SOURCE_HOSTS = Setting.of(
            "source.hosts",
            "*",
            "web hosts that may be asked: example.org, *.example.org, or * for all",
            text -> Parsers.list(text, HostPattern::new));
    static final Setting<Set<Integer>> SOURCE_PORTS =
            Setting.of("source.ports", "80,443", "web ports that may be asked; * for any", Settings::ports);
    static final Setting<List<Network>> SOURCE_NETWORKS = Setting.of(
            "source.networks",
            "",
            "networks that may be read although they are not public, such as 10.1.0.0/16",
            text -> Parsers.list(text, Network::parse));
    static final Setting<Integer> SOURCE_MAX_REDIRECTS = Setting.of(
            "source.max-redirects", "5", "how often a web server may send on to another", Parsers.integer(0, 50));
    static final Setting<Boolean> SOURCE_SYSTEM_PROXY = Setting.of(
            "source.system-proxy",
            "false",
            "read the web through the proxy of the JVM's properties, which then decides what is connected to",
            Parsers::flag);
    static final Setting<Duration> SOURCE_TIMEOUT =
            Setting.of("source.timeout", "30s", "longest time to read one image", Parsers::duration);
    static final Setting<Integer> SOURCE_MAX_BYTES =
            Setting.of("source.max-bytes", "64MiB", "largest image, encoded", Parsers::bytes);
    static final Setting<Set<String>> SOURCE_BUCKETS = Setting.of(
            "source.buckets", "", "S3 buckets that may be read, such as photos,photos-*; empty: none", Parsers::set);
    static final Setting<Optional<URI>> S3_ENDPOINT =
            Setting.of("s3.endpoint", "", "another S3 than Amazon's, such as http://minio:9000", Parsers::optionalUri);
    static final Setting<String> S3_REGION = Setting.of(
            "s3.region",
            "",
            "region of S3; empty: what the AWS SDK finds, and us-east-1 at an endpoint",
            String::strip);
    static final Setting<Boolean> S3_PATH_STYLE = Setting.of(
            "s3.path-style",
            "false",
            "true: buckets in the path, as most endpoints want it, not the host",
            Parsers::flag);
    static final Setting<Long> IMAGE_MAX_PIXELS =
            Setting.of("image.max-pixels", "100000000", "largest image, decoded", Parsers.number(1, Integer.MAX_VALUE));
    static final Setting<MaskEncoding> MASK_ENCODING = Setting.of(
            "mask.encoding", "png", "png or coco-rle", Parsers.oneOf(MaskEncoding.values(), MaskEncoding::wireName));
    static final Setting<MaskSize> MASK_SIZE = Setting.of(
            "mask.size",
            "image",
            "masks as large as the image, or the model",
            Parsers.oneOf(MaskSize.values(), Settings::name));
    static final Setting<MaskEdges> MASK_EDGES =
            Setting.of("mask.edges", "smooth", "smooth or nearest", Parsers.oneOf(MaskEdges.values(), Settings::name));
    static final Setting<Integer> MASK_INLINE_LIMIT = Setting.of(
            "mask.inline-limit",
            "900000",
            "largest encoded mask in an event; 0 sends all to mask.store",
            Parsers::bytesOrNone);
    static final Setting<Optional<MaskStoreConfig.Place>> MASK_STORE = Setting.of(
            "mask.store",
            "",
            "where larger masks go, file:///folder or s3://bucket/prefix; empty: their images fail",
            text -> Optional.ofNullable(MaskStoreConfig.place(text)));
    static final Setting<Duration> MASK_STORE_TIMEOUT =
            Setting.of("mask.store-timeout", "10s", "longest time to write one mask to S3", Parsers::duration);
    static final Setting<String> HTTP_HOST =
            Setting.of("http.host", "127.0.0.1", "address of the HTTP endpoint; 0.0.0.0 for all", Parsers::text);
    static final Setting<Integer> HTTP_PORT = Setting.of(
            "http.port", "8080", "port of the HTTP endpoint; 0 for any free one", Parsers.integer(0, 65_535));

    private static final int MOST_PORT = 65_535;

    private static final List<Setting<?>> ALL = List.of(
            BOOTSTRAP,
            MODEL,
            TOPICS_PREFIX,
            TOPICS_CREATE,
            TOPICS_PARTITIONS,
            TOPICS_REPLICATION,
            APPLICATION_ID,
            INSTANCE_ID,
            GUARANTEE,
            COMMIT_INTERVAL,
            STREAM_THREADS,
            STATE_DIR,
            DEVICE,
            INFERENCE_SESSIONS,
            INFERENCE_THREADS,
            BATCH_MAX,
            BATCH_MAX_DELAY,
            WINDOW_SIZE,
            WINDOW_ORDER,
            RETRY_ATTEMPTS,
            RETRY_DELAY,
            RETRY_MAX_DELAY,
            RETRY_MAX_TIME,
            RETRY_WAITING,
            MEMORY_MAX,
            FETCH_THREADS,
            DECODE_THREADS,
            ENCODE_THREADS,
            SHUTDOWN_DRAIN,
            SOURCE_SCHEMES,
            SOURCE_ROOTS,
            SOURCE_HOSTS,
            SOURCE_PORTS,
            SOURCE_NETWORKS,
            SOURCE_MAX_REDIRECTS,
            SOURCE_SYSTEM_PROXY,
            SOURCE_TIMEOUT,
            SOURCE_MAX_BYTES,
            SOURCE_BUCKETS,
            S3_ENDPOINT,
            S3_REGION,
            S3_PATH_STYLE,
            IMAGE_MAX_PIXELS,
            MASK_ENCODING,
            MASK_SIZE,
            MASK_EDGES,
            MASK_INLINE_LIMIT,
            MASK_STORE,
            MASK_STORE_TIMEOUT,
            HTTP_HOST,
            HTTP_PORT);

    private Settings() {}

    /** All settings, in the order in which they are shown. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** None is any. */
    private static Set<Integer> ports(String text) {
        return text.strip().equals("*")
                ? Set.of()
                : Set.copyOf(
                        Parsers.list(text, port -> Parsers.integer(1, MOST_PORT).parse(port)));
    }

    /** 0 for auto. */
    private static int batch(String text) {
        if (text.strip().equals("auto")) {
            return 0;
        }
        try {
            return Parsers.integer(1, InferenceConfig.MOST_IMAGES).parse(text);
        } catch (IllegalArgumentException neither) {
            throw new IllegalArgumentException(neither.getMessage() + ", or auto", neither);
        }
    }

    private static Setting.Parser<Integer> replication() {
        return text -> {
            int copies = Parsers.integer(-1, Short.MAX_VALUE).parse(text);
            if (copies == 0) {
                throw new IllegalArgumentException("must be -1 for the broker's default, or 1 or more");
            }
            return copies;
        };
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException unnamed) {
            return "worker";
        }
    }
}
