package io.maskstream.standalone.it.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates that sign themselves, with the JDK's keytool. */
public record Certificates(Path folder, String password) {

    /** A key and its certificate for 127.0.0.1, as PKCS12. */
    public Path keystore(String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1");
        return store;
    }

    /** The certificate in a store that {@link #keystore} made, as PEM. */
    public Path pem(String name) throws IOException, InterruptedException {
        Path pem = folder.resolve(name + ".pem");
        keytool(folder.resolve(name + ".p12"), "-exportcert", "-rfc", "-alias", name, "-file", pem.toString());
        return pem;
    }

    /** A store that trusts one certificate, as PKCS12. */
    public Path truststore(String trusted) throws IOException, InterruptedException {
        Path store = folder.resolve("trusts-" + trusted + ".p12");
        keytool(
                store,
                "-importcert",
                "-noprompt",
                "-alias",
                trusted,
                "-file",
                pem(trusted).toString());
        return store;
    }

    private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", password));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
