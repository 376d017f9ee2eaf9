/**
 * What commands share: options, failures that end one with a sentence, progress bars and signals. Knows no command.
 */
@NullMarked
package io.maskstream.worker.cli.common;

import org.jspecify.annotations.NullMarked;
