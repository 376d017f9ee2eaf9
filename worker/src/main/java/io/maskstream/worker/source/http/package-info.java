/**
 * Images on the web: connections, redirects, time limits, and what servers answer.
 *
 * <p>The only room with an HTTP client. Called by the sources, on their caller's thread.
 */
@NullMarked
package io.maskstream.worker.source.http;

import org.jspecify.annotations.NullMarked;
