using Billing.Infrastructure.Persistence.Sqlite;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Persistence;

public sealed class SqliteWriteGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SqliteWriteGate _gate = null!;

    [SetUp]
    public void MakeGate() => _gate = new SqliteWriteGate();

    [Test]
    public async Task The_second_waits_until_the_first_has_left()
    {
        IDisposable first = await _gate.EnterAsync(WritePriority.Ordinary, default);
        Task<IDisposable> second = Wait(WritePriority.Ordinary);
        second.IsCompleted.ShouldBeFalse();

        first.Dispose();
        (await second).Dispose();
    }

    [Test]
    public async Task The_inbox_goes_first()
    {
        List<string> order = await OrderOfAsync(WritePriority.Ordinary, WritePriority.Ordinary, WritePriority.Inbox);
        order.ShouldBe(["Inbox 2", "Ordinary 0", "Ordinary 1"]);
    }

    [Test]
    public async Task After_four_of_the_inbox_another_one_has_a_turn()
    {
        WritePriority[] waiting = [WritePriority.Ordinary, WritePriority.Ordinary, .. Enumerable.Repeat(WritePriority.Inbox, 6)];
        List<string> order = await OrderOfAsync(waiting);
        order.ShouldBe(["Inbox 2", "Inbox 3", "Inbox 4", "Inbox 5", "Ordinary 0", "Inbox 6", "Inbox 7", "Ordinary 1"]);
    }

    [Test]
    public async Task Whoever_gives_up_waiting_is_passed_over()
    {
        using var source = new CancellationTokenSource();
        IDisposable first = await _gate.EnterAsync(WritePriority.Ordinary, default);
        Task<IDisposable> second = _gate.EnterAsync(WritePriority.Ordinary, source.Token).AsTask();
        Task<IDisposable> third = Wait(WritePriority.Ordinary);

        await source.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => second.WaitAsync(Patience))).CancellationToken.ShouldBe(source.Token);

        first.Dispose();
        (await third).Dispose();
        (await Wait(WritePriority.Inbox)).Dispose();
    }

    [Test]
    public async Task Whoever_has_given_up_already_does_not_enter()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => _gate.EnterAsync(WritePriority.Inbox, new CancellationToken(true)).AsTask());
        (await Wait(WritePriority.Ordinary)).Dispose();
    }

    [Test]
    public async Task Leaving_twice_lets_only_one_in()
    {
        IDisposable first = await _gate.EnterAsync(WritePriority.Ordinary, default);
        Task<IDisposable> second = Wait(WritePriority.Ordinary);
        Task<IDisposable> third = Wait(WritePriority.Ordinary);

        first.Dispose();
        first.Dispose();

        IDisposable turn = await second;
        third.IsCompleted.ShouldBeFalse();
        turn.Dispose();
        (await third).Dispose();
    }

    [Test]
    public async Task A_thread_can_block_until_its_turn()
    {
        IDisposable first = await _gate.EnterAsync(WritePriority.Ordinary, default);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            using IDisposable turn = _gate.Enter(WritePriority.Inbox);
            entered.SetResult();
        });
        thread.Start();
        first.Dispose();
        await entered.Task.WaitAsync(Patience);
        thread.Join();
    }

    /// <summary>Many at once, some of them giving up: never two inside, nobody forgotten, and the gate is free at the end.</summary>
    [Test]
    public async Task It_holds_under_stress()
    {
        int inside = 0;
        int most = 0;
        int turns = 0;
        int gaveUp = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            for (int i = 0; i < 500; i++)
            {
                using var source = new CancellationTokenSource();
                ValueTask<IDisposable> entering = _gate.EnterAsync(n % 4 == 0 ? WritePriority.Inbox : WritePriority.Ordinary, source.Token);
                if (random.Next(4) == 0)
                {
                    await source.CancelAsync();
                }

                try
                {
                    using IDisposable turn = await entering;
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref turns);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref gaveUp);
                }
            }
        }))).WaitAsync(3 * Patience);

        most.ShouldBe(1);
        (turns + gaveUp).ShouldBe(16 * 500);
        gaveUp.ShouldBeGreaterThan(0);
        (await Wait(WritePriority.Ordinary)).Dispose();
    }

    private Task<IDisposable> Wait(WritePriority priority) => _gate.EnterAsync(priority, default).AsTask().WaitAsync(Patience);

    /// <summary>Lets all of them wait, in this order, for one that is inside; tells the order in which they get in.</summary>
    private async Task<List<string>> OrderOfAsync(params WritePriority[] waiting)
    {
        IDisposable first = await _gate.EnterAsync(WritePriority.Ordinary, default);
        List<string> order = [];
        Task[] all = [.. waiting.Select(async (priority, n) =>
        {
            using IDisposable turn = await _gate.EnterAsync(priority, default);
            order.Add($"{priority} {n}");
        })];
        first.Dispose();
        await Task.WhenAll(all).WaitAsync(Patience);
        return order;
    }
}
