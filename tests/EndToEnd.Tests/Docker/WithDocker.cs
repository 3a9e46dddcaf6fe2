namespace PhiLens.EndToEnd.Tests.Docker;

/// <summary>What needs Docker: it shares one daemon, and runs when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WithDocker : ICollectionFixture<RealDocker>
{
    internal const string Name = "Docker";
}
