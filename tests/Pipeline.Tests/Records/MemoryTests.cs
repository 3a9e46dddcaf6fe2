using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Records;

public sealed class MemoryTests
{
    [Fact]
    public void Returned_blocks_come_back_cleared_in_every_byte()
    {
        BlockPool pool = Some.Pool();
        Block block = pool.Rent(1);
        block.Bytes.Fill(0x55);

        pool.Return(block);
        Block again = pool.Rent(1);

        Assert.Same(block, again);
        Assert.True(again.Bytes.IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void A_block_counts_with_its_whole_size_until_it_is_returned()
    {
        BlockPool pool = Some.Pool();

        Block block = pool.Rent(BlockPool.SmallBlock + 1);

        Assert.Equal(2 * BlockPool.SmallBlock, pool.Budget.Used);
        pool.Return(block);
        Assert.Equal(0, pool.Budget.Used);
        Assert.Equal(0, pool.RentedCount);
    }

    [Fact]
    public void Rents_nothing_that_would_pass_the_limit()
    {
        BlockPool pool = Some.Pool(limit: 2 * BlockPool.SmallBlock);

        Assert.NotNull(pool.TryRent(1));
        Assert.NotNull(pool.TryRent(1));
        Assert.Null(pool.TryRent(1));
    }

    [Fact]
    public async Task A_release_wakes_who_waits_for_room()
    {
        var budget = new MemoryBudget(10);
        Assert.True(budget.TryReserve(10));
        Task released = budget.NextReleaseAsync();

        Assert.False(released.IsCompleted);
        budget.Release(4);

        await released.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(budget.TryReserve(4));
        Assert.False(budget.TryReserve(1));
    }

    [Fact]
    public void Many_threads_never_pass_the_limit_together()
    {
        var budget = new MemoryBudget(1_000);
        int most = 0;

        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (budget.TryReserve(300))
                {
                    InterlockedMax(ref most, (int)budget.Used);
                    budget.Release(300);
                }
            }
        });

        Assert.InRange(most, 300, 1_000);
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Read_buffers_take_half_of_the_budget_and_one_lane_a_quarter_beyond()
    {
        ReadBuffers first = new(Some.Pool(limit: 256 * 1024)), second = first.OpenLane(), third = first.OpenLane();

        Assert.Equal(RentStatus.Rented, first.TryRent(64 * 1024, out Block? shared));
        Assert.Equal(RentStatus.Rented, second.TryRent(64 * 1024, out _));
        Assert.Equal(RentStatus.Rented, second.TryRent(32 * 1024, out Block? beyond));
        Assert.Equal(RentStatus.NoShare, third.TryRent(32 * 1024, out _));
        Assert.Equal(RentStatus.TooLarge, third.TryRent(128 * 1024, out _));
        Assert.Equal(RentStatus.Rented, second.TryRent(32 * 1024, out Block? last));
        Assert.Equal(RentStatus.TooLarge, second.TryRent(8 * 1024, out _));

        second.Return(beyond!);
        Assert.Equal(RentStatus.NoShare, third.TryRent(32 * 1024, out _));
        second.Return(last!);
        Assert.Equal(RentStatus.Rented, third.TryRent(32 * 1024, out _));
        first.Return(shared!);
        Assert.Equal(RentStatus.Rented, second.TryRent(64 * 1024, out _));
    }

    [Fact]
    public async Task Scratch_that_is_given_back_wakes_nobody()
    {
        BlockPool pool = Some.Pool();
        ReadBuffers scratch = ReadBuffers.ForScratch(pool);
        Assert.Equal(RentStatus.Rented, scratch.TryRent(64 * 1024, out Block? block));
        Task released = pool.Budget.NextReleaseAsync();
        scratch.Return(block!);
        Assert.False(released.IsCompleted);

        pool.Return(pool.Rent(1));
        await released.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_chain_goes_back_to_where_it_was()
    {
        BlockPool pool = Some.Pool(limit: BlockPool.SmallBlock);
        var chain = new BlockChain(pool);
        Assert.True(chain.TryWrite("begin"u8));
        ChainPosition before = chain.Position;

        Assert.False(chain.TryWrite(new byte[2 * BlockPool.SmallBlock]));
        chain.TruncateTo(before);

        Assert.Equal(5, chain.Length);
        Assert.Equal("begin"u8, chain.Blocks[0].Filled);
        chain.Clear();
        Assert.Equal(0, pool.RentedCount);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
