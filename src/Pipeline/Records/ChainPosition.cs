namespace PhiLens.Pipeline.Records;

/// <summary>A place in a <see cref="BlockChain"/> to go back to when a write found no room.</summary>
/// <param name="Blocks">How many blocks the chain had.</param>
/// <param name="LastLength">How far its last block was filled.</param>
/// <param name="Length">How long the chain was, in bytes.</param>
public readonly record struct ChainPosition(int Blocks, int LastLength, int Length);
