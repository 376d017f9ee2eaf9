package io.maskstream.worker.cli.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maskstream.worker.config.SettingsException;
import io.maskstream.worker.s3.S3Config;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class S3OptionsTest {
    @Test
    void shouldTakeTheVariablesThatAWorkerTakes() throws Exception {
        // Given
        var environment = Map.of(
                "MASKSTREAM_S3_ENDPOINT", " http://minio:9000 ",
                "MASKSTREAM_S3_REGION", " eu-central-1",
                "MASKSTREAM_S3_PATH_STYLE", "true ",
                "MASKSTREAM_SOURCE_BUCKETS", "masks, photos-*",
                "MASKSTREAM_NO_SETTING_OF_OURS", "x");
        // When
        var config = options().config(environment);
        // Then
        assertThat(config.endpoint()).isEqualTo(URI.create("http://minio:9000"));
        assertThat(config.region()).isEqualTo("eu-central-1");
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.buckets()).hasToString("masks, photos-*");
    }

    @Test
    void shouldTakeEmptyVariablesForNone() throws Exception {
        // Given
        var environment =
                Map.of("MASKSTREAM_S3_ENDPOINT", "", "MASKSTREAM_S3_REGION", "", "MASKSTREAM_SOURCE_BUCKETS", "");
        // When
        var config = options().config(environment);
        // Then
        assertThat(config.endpoint()).isNull();
        assertThat(config.region()).isNull();
        assertThat(config.pathStyle()).isEqualTo(S3Config.NONE.pathStyle());
        assertThat(config.buckets()).hasToString("none");
    }

    @Test
    void shouldPutOptionsBeforeVariablesAndReadFilesThatVariablesName(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("region"), "eu-west-1\n");
        var environment = Map.of("MASKSTREAM_SOURCE_BUCKETS", "old", "MASKSTREAM_S3_REGION_FILE", file.toString());
        // When
        var config = options("--source.buckets", "masks,photos", "--source.buckets=more", "--s3.path-style", "true")
                .config(environment);
        // Then
        assertThat(config.buckets()).hasToString("masks, more, photos");
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.region()).isEqualTo("eu-west-1");
    }

    @Test
    void shouldNameWhatIsMalformedAndWhereItWasWritten() {
        assertThatThrownBy(() -> options().config(Map.of("MASKSTREAM_S3_PATH_STYLE", "yes")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("s3.path-style must be true or false, not \"yes\" (MASKSTREAM_S3_PATH_STYLE)");
        assertThatThrownBy(() -> options("--s3.endpoint", "minio").config(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("s3.endpoint must be http://host:port");
        assertThatThrownBy(() -> options("--source.buckets", "a/b").config(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("source.buckets has \"a/b\"");
    }

    private static S3Options options(String... arguments) {
        return CommandLine.populateCommand(new S3Options(), arguments);
    }
}
