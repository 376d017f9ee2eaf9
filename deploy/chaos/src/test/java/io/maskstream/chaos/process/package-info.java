/**
 * Java children that can be killed, stopped, halted and let go on.
 *
 * <p>Knows the JDK alone. Brokers and workers are such children.
 */
@NullMarked
package io.maskstream.chaos.process;

import org.jspecify.annotations.NullMarked;
