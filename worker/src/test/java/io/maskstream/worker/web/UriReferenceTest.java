package io.maskstream.worker.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UriReferenceTest {
    private static final URI BASE = URI.create("http://a/b/c/d;p?q");

    /** All of RFC 3986, sections 5.4.1 and 5.4.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g:h           | g:h",
                "g             | http://a/b/c/g",
                "./g           | http://a/b/c/g",
                "g/            | http://a/b/c/g/",
                "/g            | http://a/g",
                "//g           | http://g",
                "?y            | http://a/b/c/d;p?y",
                "g?y           | http://a/b/c/g?y",
                "'#s'          | http://a/b/c/d;p?q#s",
                "g#s           | http://a/b/c/g#s",
                "g?y#s         | http://a/b/c/g?y#s",
                ";x            | http://a/b/c/;x",
                "g;x           | http://a/b/c/g;x",
                "g;x?y#s       | http://a/b/c/g;x?y#s",
                "''            | http://a/b/c/d;p?q",
                ".             | http://a/b/c/",
                "./            | http://a/b/c/",
                "..            | http://a/b/",
                "../           | http://a/b/",
                "../g          | http://a/b/g",
                "../..         | http://a/",
                "../../        | http://a/",
                "../../g       | http://a/g",
                "../../../g    | http://a/g",
                "../../../../g | http://a/g",
                "/./g          | http://a/g",
                "/../g         | http://a/g",
                "g.            | http://a/b/c/g.",
                ".g            | http://a/b/c/.g",
                "g..           | http://a/b/c/g..",
                "..g           | http://a/b/c/..g",
                "./../g        | http://a/b/g",
                "./g/.         | http://a/b/c/g/",
                "g/./h         | http://a/b/c/g/h",
                "g/../h        | http://a/b/c/h",
                "g;x=1/./y     | http://a/b/c/g;x=1/y",
                "g;x=1/../y    | http://a/b/c/y",
                "g?y/./x       | http://a/b/c/g?y/./x",
                "g?y/../x      | http://a/b/c/g?y/../x",
                "g#s/./x       | http://a/b/c/g#s/./x",
                "g#s/../x      | http://a/b/c/g#s/../x",
                "http:g        | http:g"
            })
    void shouldResolveAsTheStandardHasIt(String reference, String expected) throws Exception {
        assertThat(UriReference.resolve(BASE, reference)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a%2Fb%7Ec//d?e=f+%20g   | http://a/b/c/a%2Fb%7Ec//d?e=f+%20g",
                "%2E%2E/g                | http://a/b/c/%2E%2E/g",
                "https://B:8443/c/../d?e | https://B:8443/d?e",
                "http://b                | http://b",
                "?                       | http://a/b/c/d;p?",
                "/..                     | http://a/",
                "/.//g                   | http://a//g",
                "http:/.//g              | http:/.//g",
                "///g                    | http:///g"
            })
    void shouldKeepAllElseAsItIsWritten(String reference, String expected) throws Exception {
        assertThat(UriReference.resolve(BASE, reference)).hasToString(expected);
    }

    @Test
    void shouldBeginAtTheRootOfAHostAlone() throws Exception {
        assertThat(UriReference.resolve(URI.create("http://a"), "g")).hasToString("http://a/g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "100%", "http://[/", "http:\\\\b\\c", "1:2", "//[::9999999999.1.1.1]/"})
    void shouldRefuseWhatIsNoUri(String reference) {
        assertThatThrownBy(() -> UriReference.resolve(BASE, reference)).isInstanceOf(URISyntaxException.class);
    }
}
