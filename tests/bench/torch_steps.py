"""What PyTorch needs for a step of the benchmark's first two rows."""

import time

import torch


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def nanoseconds(make, steps=3000):
    x = torch.tensor([-1.2, 1.0], requires_grad=True)
    optimizer = make([x])
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.zero_grad()
        rosenbrock(x).backward()
        optimizer.step()
    return 1e9 * (time.perf_counter() - start) / steps


def all_in_one(runs=1000, steps=300):
    """A step of that many runs, side by side in one tensor."""
    x = torch.tensor([[-1.2] * runs, [1.0] * runs], requires_grad=True)
    optimizer = torch.optim.Adam([x], lr=1e-3)
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.zero_grad()
        rosenbrock(x).sum().backward()
        optimizer.step()
    return 1e9 * (time.perf_counter() - start) / steps / runs


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    for name, make in {
        "adam": lambda x: torch.optim.Adam(x, lr=1e-3),
        "sgd": lambda x: torch.optim.SGD(x, lr=1e-4, momentum=0.9),
    }.items():
        least = min(nanoseconds(make) for _ in range(3))
        print(f"PyTorch {torch.__version__}, {name}, a step: {least:.0f} ns")
    least = min(all_in_one() for _ in range(3))
    print(f"PyTorch, 1000 adam runs in one tensor, a step of a run: "
          f"{least:.1f} ns")


if __name__ == "__main__":
    main()
