package io.maskstream.trainer.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What keeps a file from being read or written, in words: many of Java's own exceptions tell its path alone. */
public final class FileProblem {
    private FileProblem() {}

    /** The path and the reason. */
    public static String sentence(IOException problem) {
        return problem instanceof FileSystemException failure && failure.getReason() == null
                ? failure.getFile() + ": " + reason(problem)
                : String.valueOf(problem.getMessage());
    }

    /** The reason, without the path where that is known. */
    public static String reason(IOException problem) {
        if (problem instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        if (problem instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "a file is where a folder should be";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (problem instanceof FileSystemLoopException) {
            return "its links lead back to themselves";
        }
        return String.valueOf(problem.getMessage());
    }
}
