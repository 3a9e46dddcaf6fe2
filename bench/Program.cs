using BenchmarkDotNet.Running;
using PhiLens.Bench.Micro;

BenchmarkSwitcher.FromAssembly(typeof(LaneBenchmarks).Assembly).Run(
    args is [] ? ["--filter", "*"] : args, MicroConfig.Short);
await LaneAllocation.PrintAsync(Console.Out);
return 0;
