package io.maskstream.bench.contestant;

import io.maskstream.worker.topology.Topics;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What all contestants are given.
 *
 * @param topics of this run alone
 * @param partitions of each topic
 * @param delay how long the source takes for one image
 * @param window images in flight for each partition, for those that can have more than one
 * @param folder for state
 */
public record Race(String bootstrapServers, Topics topics, int partitions, Duration delay, int window, Path folder) {}
