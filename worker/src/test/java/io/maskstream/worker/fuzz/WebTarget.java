package io.maskstream.worker.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maskstream.worker.source.policy.Refusal;
import io.maskstream.worker.source.policy.WebAddress;
import io.maskstream.worker.web.UriText;
import java.net.URI;
import java.net.URISyntaxException;

/** Any web address is spelt as one that is read alike, or refused. */
public final class WebTarget {
    private WebTarget() {}

    /** Throws where it is not so; the name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        try {
            var address = WebAddress.of(UriText.read("http://" + new String(input, UTF_8)));
            var again = new URI(address.uri().toString());
            assertThat(again.getRawUserInfo()).isNull();
            assertThat(WebAddress.of(again)).isEqualTo(address);
            assertThat(address.host()).matches("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
        } catch (URISyntaxException noUri) {
            assertThat(noUri.getIndex()).isGreaterThanOrEqualTo(-1);
        } catch (Refusal refused) {
            assertThat(refused.what()).isNotBlank();
        }
    }
}
