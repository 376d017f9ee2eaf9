package io.maskstream.worker.topology.emission;

import io.maskstream.worker.pipeline.Segmentation;
import io.maskstream.worker.telemetry.StageClock;

/**
 * What came of an image, written for its topic, and when.
 *
 * @param segmentation of all attempts in this process, so far
 * @param outcome as it goes out
 * @param clock stopped when the outcome was there
 */
public record Worked(Segmentation segmentation, Emission outcome, StageClock clock) {}
