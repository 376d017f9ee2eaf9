"""Training speed of the lesson's network in Python's PyTorch, to hold beside `./maskstream train`.

python3 lesson_speed.py [images] [batch] [threads]: prints images a second of each of three epochs, in both memory formats.
Images are noise: the time does not depend on them.
"""

import sys
import time

import torch
from torch import nn

images, batch, threads = (int(argument) for argument in (sys.argv[1:] + ["160", "16", "2"][len(sys.argv) - 1:]))
torch.set_num_threads(threads)


def down(inputs, outputs, stride):
    return [nn.Conv2d(inputs, outputs, 3, stride, 1), nn.ReLU(inplace=True)]


def up(inputs, outputs, stride):
    return [nn.ConvTranspose2d(inputs, outputs, 3, stride, 1, output_padding=stride - 1), nn.ReLU(inplace=True)]


def lesson():
    layers = []
    inputs = 3
    for outputs in (64, 128, 256):
        layers += down(inputs, outputs, 2) + down(outputs, outputs, 1)
        inputs = outputs
    for outputs in (256, 128, 64):
        layers += up(inputs, outputs, 1) + up(outputs, outputs, 2)
        inputs = outputs
    return nn.Sequential(*layers, nn.Conv2d(inputs, 3, 3, 1, 1))


def epoch(network, optimizer, loss, pixels, labels, memory_format):
    started = time.perf_counter()
    for start in range(0, images, batch):
        inputs = pixels[start:start + batch].permute(0, 3, 1, 2).to(torch.float32).mul(1 / 255)
        scores = network(inputs.contiguous(memory_format=memory_format))
        optimizer.zero_grad()
        loss(scores, labels[start:start + batch].to(torch.int64)).backward()
        optimizer.step()
    return images / (time.perf_counter() - started)


pixels = torch.randint(0, 256, (images, 200, 200, 3), dtype=torch.uint8)
labels = torch.randint(0, 3, (images, 200, 200), dtype=torch.uint8)
print(f"PyTorch {torch.__version__}, {images} images, batch {batch}, {threads} threads")
for name, memory_format in (("channels last", torch.channels_last), ("contiguous", torch.contiguous_format)):
    network = lesson().to(memory_format=memory_format)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=1e-3, alpha=0.9)
    for _ in range(3):
        speed = epoch(network, optimizer, nn.CrossEntropyLoss(), pixels, labels, memory_format)
        print(f"{name}: {speed:.2f} images/s", flush=True)
