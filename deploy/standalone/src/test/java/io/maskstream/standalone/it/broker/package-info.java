/**
 * The broker of a test, and what is said to it and heard from it.
 *
 * <p>Kafka's own image where Docker answers, else the embedded broker; the tests are the same. Called by the tests and by {@code process}.
 */
@NullMarked
package io.maskstream.standalone.it.broker;

import org.jspecify.annotations.NullMarked;
