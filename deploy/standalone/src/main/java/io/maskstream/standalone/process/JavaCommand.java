package io.maskstream.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java child process runs.
 *
 * @param name how the child is called in messages, such as {@code worker 2}
 * @param classPath which has the main class
 * @param jvmOptions such as {@code -Xmx256m}
 * @param log where the child's output is appended
 */
public record JavaCommand(
        String name,
        ClassPath classPath,
        Class<?> mainClass,
        List<String> jvmOptions,
        List<String> arguments,
        Path log) {
    private static final int NATIVE_ACCESS_IS_CHECKED = 24;

    public JavaCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    /** With the class path of this process. */
    public JavaCommand(String name, Class<?> mainClass, List<String> jvmOptions, List<String> arguments, Path log) {
        this(name, ClassPath.ofThisProcess(), mainClass, jvmOptions, arguments, log);
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
        classPath
                .archive()
                .ifPresent(archive -> words.addAll(
                        List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")));
        words.addAll(jvmOptions);
        words.add("-cp");
        words.add(classPath.entries());
        words.add(mainClass.getName());
        words.addAll(arguments);
        return words;
    }
}
