using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Infrastructure.StripeEvents;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class GroupCommitInboxTests
{
    private HeldInbox _inbox = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _inbox = new HeldInbox();
        await _inbox.StartAsync(default);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _inbox.Release(100);
        await _inbox.StopAsync(default);
        _inbox.Dispose();
    }

    [Test]
    public async Task A_delivery_behind_which_nobody_waits_is_answered_by_the_thread_that_wrote_it()
    {
        Task<(InboxReceipt, bool)> delivery = DeliverAsync("evt_1");
        _inbox.Release(1);

        (await delivery).ShouldBe((InboxReceipt.Stored, true));
    }

    [Test]
    public async Task Nobody_waits_for_the_answer_to_another_delivery()
    {
        Task<(InboxReceipt, bool)> first = DeliverAsync("evt_1");
        await _inbox.IsWriting.WaitAsync();
        Task<(InboxReceipt, bool)>[] others = [DeliverAsync("evt_2"), DeliverAsync("evt_3")];
        _inbox.Release(2);

        (await first).ShouldBe((InboxReceipt.Stored, false), "others wait to be written");
        (await Task.WhenAll(others)).ShouldBe([(InboxReceipt.Stored, false), (InboxReceipt.Stored, false)]);
    }

    /// <summary>Whether the request goes on on the inbox's own thread.</summary>
    private async Task<(InboxReceipt Receipt, bool IsOnWriter)> DeliverAsync(string id)
    {
        InboxReceipt receipt = await _inbox.StoreAsync(new ReceivedEvent(id, "invoice.paid", null, false, DateTime.UnixEpoch, "in_1", "cus_1", []))
            .ConfigureAwait(false);
        return (receipt, Environment.CurrentManagedThreadId == _inbox.Writer);
    }

    /// <summary>Stores nothing, and each batch only when it is let.</summary>
    private sealed class HeldInbox() : GroupCommitInbox(
        new EventSignal(TimeProvider.System), Options.Create(new WebhookOptions()), TimeProvider.System, NullLogger<GroupCommitInbox>.Instance), IDisposable
    {
        private readonly SemaphoreSlim _turns = new(0);

        public SemaphoreSlim IsWriting { get; } = new(0);

        public int Writer { get; private set; }

        public void Release(int batches) => _turns.Release(batches);

        public void Dispose()
        {
            _turns.Dispose();
            IsWriting.Dispose();
        }

        protected override IReadOnlySet<string> Write(IReadOnlyList<Delivery> batch)
        {
            Writer = Environment.CurrentManagedThreadId;
            IsWriting.Release();
            _turns.Wait();
            return batch.Select(d => d.Event.Id).ToHashSet();
        }

        protected override IReadOnlyDictionary<string, StoredEvent> Find(IReadOnlyCollection<string> ids) => throw new NotSupportedException();

        protected override void Close()
        {
        }
    }
}
