/**
 * Java child processes that never outlive the one that started them.
 *
 * <p>Knows the JDK alone. The embedded broker and the demo's workers are such children.
 */
@NullMarked
package io.maskstream.standalone.process;

import org.jspecify.annotations.NullMarked;
