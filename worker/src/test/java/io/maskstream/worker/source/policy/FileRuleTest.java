package io.maskstream.worker.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRuleTest {
    private final Path root;
    private final Path outside;

    FileRuleTest(@TempDir Path folder) {
        root = folder.resolve("images");
        outside = folder.resolve("secrets");
    }

    @BeforeEach
    void createFolders() throws IOException {
        Files.createDirectories(root.resolve("deep"));
        Files.createDirectories(outside);
        Files.writeString(root.resolve("cat.jpg"), "cat");
        Files.writeString(outside.resolve("key"), "secret");
    }

    private FileRule rule() {
        return new FileRule(List.of(FileRule.Root.of(root)));
    }

    private void assertRefused(Path path, Refusal.Kind kind) {
        assertThatThrownBy(() -> rule().check(path))
                .asInstanceOf(type(Refusal.class))
                .extracting(Refusal::kind)
                .isEqualTo(kind);
    }

    @Test
    void shouldAllowAFileUnderARoot() throws Exception {
        assertThat(rule().check(root.resolve("deep/../cat.jpg")))
                .isEqualTo(root.toRealPath().resolve("cat.jpg"));
    }

    @Test
    void shouldAllowARootThatIsALinkByBothNames() throws Exception {
        // Given
        Path link = Files.createSymbolicLink(root.resolveSibling("link"), root);
        var rule = new FileRule(List.of(FileRule.Root.of(link)));
        Path real = root.toRealPath().resolve("cat.jpg");
        // When / Then
        assertThat(rule.check(link.resolve("cat.jpg"))).isEqualTo(real);
        assertThat(rule.check(real)).isEqualTo(real);
    }

    @Test
    void shouldAllowALinkThatStaysInside() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("same.jpg"), root.resolve("cat.jpg"));
        assertThat(rule().check(link)).isEqualTo(root.toRealPath().resolve("cat.jpg"));
    }

    @Test
    void shouldRefuseWhatIsOutside() {
        assertRefused(outside.resolve("key"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolve("../secrets/key"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolveSibling("images-of-others").resolve("cat.jpg"), Refusal.Kind.FORBIDDEN);
    }

    @Test
    void shouldRefuseLinksThatLeadOutside() throws Exception {
        // Given
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("key"));
        Files.createSymbolicLink(root.resolve("folder"), outside);
        // When / Then
        assertRefused(root.resolve("file"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolve("folder/key"), Refusal.Kind.FORBIDDEN);
    }

    @Test
    void shouldNotTellWhatIsOutside() throws Exception {
        // Given
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("nowhere"), outside.resolve("none"));
        // When / Then: there or not, the answer is the same
        assertRefused(outside.resolve("none"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolve("folder/none"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolve("nowhere"), Refusal.Kind.FORBIDDEN);
        assertRefused(root.resolve("nowhere/deeper"), Refusal.Kind.FORBIDDEN);
    }

    @Test
    void shouldNotLeaveARootByWayOfALinkAndAStepUp() throws Exception {
        // Given
        Files.createDirectories(outside.resolve("deep"));
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("deep"));
        // When / Then: secrets/key is there, secrets/none is not
        assertRefused(root.resolve("link/../key"), Refusal.Kind.ABSENT);
        assertRefused(root.resolve("link/../none"), Refusal.Kind.ABSENT);
        assertThat(rule().check(root.resolve("link/../cat.jpg")))
                .isEqualTo(root.toRealPath().resolve("cat.jpg"));
    }

    @Test
    void shouldSayThatAFileInsideIsMissing() {
        assertRefused(root.resolve("none.jpg"), Refusal.Kind.ABSENT);
        assertRefused(root.resolve("none/at/all.jpg"), Refusal.Kind.ABSENT);
    }

    @Test
    void shouldRefuseAllFilesWithoutRoots() {
        assertThatThrownBy(() -> new FileRule(List.of()).check(root.resolve("cat.jpg")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("source.roots");
    }

    @Test
    void shouldRefuseARootThatIsNoFolder() {
        for (Path none : List.of(root.resolve("cat.jpg"), root.resolve("none"))) {
            assertThatThrownBy(() -> FileRule.Root.of(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(none + " is none");
        }
    }
}
