/** What tests of several rooms share: small images, and tiny models that keep the model contract or break it. */
@NullMarked
package io.maskstream.worker.testing;

import org.jspecify.annotations.NullMarked;
