package io.maskstream.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java child process runs: a main class of this process's own class path.
 *
 * @param name how the child is called in messages, such as {@code worker 2}
 * @param jvmOptions such as {@code -Xmx256m}
 * @param log where the child's output is appended
 */
public record JavaCommand(String name, Class<?> mainClass, List<String> jvmOptions, List<String> arguments, Path log) {
    private static final int NATIVE_ACCESS_IS_CHECKED = 24;
    /** The launcher names the archive of classes that this process shares, if there is one. */
    private static final String CLASSES = "maskstream.classes";

    public JavaCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    /** The words of the command line, for {@link ProcessBuilder}. */
    List<String> commandLine() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NATIVE_ACCESS_IS_CHECKED) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        words.add("-Djava.awt.headless=true");
        words.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0"); // else four times the heap would be the end
        String classes = System.getProperty(CLASSES);
        if (classes != null) {
            words.addAll(List.of("-XX:SharedArchiveFile=" + classes, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        }
        words.addAll(jvmOptions);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass.getName());
        words.addAll(arguments);
        return words;
    }
}
