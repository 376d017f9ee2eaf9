/**
 * Workers that share the images: killed, started again, taken over from, named, and in both group protocols.
 *
 * <p>Seen from the topics.
 */
@NullMarked
package io.maskstream.standalone.it.group;

import org.jspecify.annotations.NullMarked;
