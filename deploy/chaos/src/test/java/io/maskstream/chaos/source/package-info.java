/**
 * A web server that misbehaves.
 *
 * <p>Knows the JDK alone, and listens on loopback.
 */
@NullMarked
package io.maskstream.chaos.source;

import org.jspecify.annotations.NullMarked;
