/**
 * Images that are broken, huge or made to do harm, and what becomes of the worker that reads them.
 *
 * <p>Seen from the topics and from the operating system.
 */
@NullMarked
package io.maskstream.standalone.it.hostile;

import org.jspecify.annotations.NullMarked;
