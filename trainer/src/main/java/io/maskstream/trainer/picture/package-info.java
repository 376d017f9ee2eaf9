/** Pictures for people: curves of a run, and sheets of images beside truth and prediction. */
@NullMarked
package io.maskstream.trainer.picture;

import org.jspecify.annotations.NullMarked;
