package io.maskstream.standalone.demo;

import io.maskstream.worker.client.ClientConfig;

/** What a person can do with a demo that goes on. */
final class Hints {
    private Hints() {}

    static String of(ClientConfig client, DemoSettings settings) {
        String bootstrap = String.valueOf(client.kafka().get("bootstrap.servers"));
        return """

                The pipeline goes on until Ctrl-C, and the page shows whatever you send it (reload it in the browser).

                  Kafka    %1$s
                  topics   %2$s in; %3$s, %4$s and %5$s out

                  more images      ./maskstream submit DIR --bootstrap %1$s
                                   of the folder that the demo began with; --also-read DIR lets it read others
                  masks as files   ./maskstream collect --out FOLDER --from-beginning --bootstrap %1$s
                  any client       echo 'my-cat={"uri":"file:///path/to/cat.jpg"}' | kcat -b %1$s -t %2$s -K= -P
                                   kcat -b %1$s -t %3$s -C -X isolation.level=read_committed
                  logs             %6$s
                """.formatted(
                        bootstrap,
                        client.topics().images(),
                        client.topics().masks(),
                        client.topics().latency(),
                        client.topics().failures(),
                        settings.out().resolve("logs"));
    }
}
