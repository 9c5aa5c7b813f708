using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Billing.Domain.Customers;
using Billing.Infrastructure.Stripe;
using Billing.UnitTests.StripeCompat;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

public sealed class CallsPerSecondTests
{
    private const int Limit = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly HandMovedClock _clock = new();
    private StubStripe _stripe = null!;
    private StripeCalls _calls = null!;
    private StripeGateway _gateway = null!;

    [SetUp]
    public void SetUp()
    {
        _stripe = new StubStripe();
        _calls = new StripeCalls(_clock, Options.Create(new StripeOptions { MaxCallsPerSecond = Limit }), new BillingMetrics());
        _gateway = new StripeGateway(_stripe.Client(), _calls);
    }

    [TearDown]
    public void TearDown()
    {
        _calls.Dispose();
        _stripe.Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task No_more_calls_are_made_in_a_second_than_configured(CancellationToken cancellationToken)
    {
        Task<StripeAnswer<CustomerSnapshot>>[] calls = Call((3 * Limit) + 1, cancellationToken);

        for (int second = 1; second <= 3; second++)
        {
            await Task.WhenAll(calls[..(second * Limit)]);
            _clock.Advance(Second - Instant);
            _stripe.Sent.Count.ShouldBe(second * Limit);
            _clock.Advance(Instant);
        }

        await Task.WhenAll(calls);
        _stripe.Sent.Count.ShouldBe(calls.Length);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_pause_is_not_made_up_for(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Call(1, cancellationToken));
        _clock.Advance(10 * Second);

        Task<StripeAnswer<CustomerSnapshot>>[] calls = Call(Limit + 1, cancellationToken);

        await Task.WhenAll(calls[..Limit]);
        _clock.Advance(Second - Instant);
        calls[Limit].IsCompleted.ShouldBeFalse();
        _clock.Advance(Instant);
        await calls[Limit];
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Who_goes_while_waiting_takes_no_turn(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Call(Limit, cancellationToken));
        using var gone = new CancellationTokenSource();
        Task<StripeAnswer<CustomerSnapshot>>[] given = Call(Limit, gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(given));

        Task<StripeAnswer<CustomerSnapshot>>[] calls = Call(Limit, cancellationToken);
        _clock.Advance(Second);

        await Task.WhenAll(calls);
        _stripe.Sent.Count.ShouldBe(2 * Limit);
    }

    private Task<StripeAnswer<CustomerSnapshot>>[] Call(int times, CancellationToken cancellationToken)
    {
        for (int i = 0; i < times; i++)
        {
            _stripe.Answer(StripeJsonSamples.Customer(), headers: ("Date", "Mon, 24 Nov 2025 16:00:00 GMT"));
        }

        return [.. Enumerable.Range(0, times).Select(_ => _gateway.GetCustomerAsync("cus_ann", cancellationToken))];
    }

    /// <summary>A clock that stands until it is moved, and rings what is due then.</summary>
    private sealed class HandMovedClock : TimeProvider
    {
        private readonly Lock _lock = new();
        private readonly List<Alarm> _alarms = [];
        private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan time)
        {
            List<Alarm> due;
            lock (_lock)
            {
                _now += time;
                due = [.. _alarms.Where(a => a.At <= _now)];
                _alarms.RemoveAll(due.Contains);
            }

            due.ForEach(a => a.Callback(a.State));
        }

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(callback, state);
            Set(alarm, dueTime);
            return new Timer(this, alarm);
        }

        private bool Set(Alarm alarm, TimeSpan dueTime)
        {
            lock (_lock)
            {
                _alarms.Remove(alarm);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    alarm.At = _now + dueTime;
                    _alarms.Add(alarm);
                }
            }

            return true;
        }

        private sealed class Alarm(TimerCallback callback, object? state)
        {
            public TimerCallback Callback { get; } = callback;

            public object? State { get; } = state;

            public DateTimeOffset At { get; set; }
        }

        private sealed class Timer(HandMovedClock clock, Alarm alarm) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Set(alarm, dueTime);

            public void Dispose() => clock.Set(alarm, Timeout.InfiniteTimeSpan);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
