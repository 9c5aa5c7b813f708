using FsCheck;
using FsCheck.Fluent;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>Chooses lives at random.</summary>
internal static class LifePlans
{
    private const int Shortest = 8;
    private const int Longest = 12;
    private const int MaxSeed = 10_000;

    /// <summary>Lives, which get shorter while they still fail.</summary>
    /// <param name="length">How many steps they have; null for a few.</param>
    public static Arbitrary<LifePlan> Any(int? length) => Arb.From(Plans(length), Shorter);

    /// <summary>Most lives begin with something to talk about; what comes then may be anything.</summary>
    private static Gen<LifePlan> Plans(int? fixedLength) =>
        from length in fixedLength is { } wanted ? Gen.Constant(wanted) : Gen.Choose(Shortest, Longest)
        from first in Subscriptions
        from rest in Gen.ListOf(Steps, length - 1)
        select new LifePlan([first, .. rest]);

    private static Gen<LifeStep> Steps => Gen.Frequency(
        (24, Acts),
        (3, Gen.Zip(Acts, Gen.OneOf(Acts, Time), LifeStep (first, second) => new AtOnce(first, second))),
        (2, Acts.Select(LifeStep (act) => new AtOnce(act, act))),
        (8, Time),
        (2, Faults),
        (1, Gen.Constant<LifeStep>(new BeginHaste())),
        (1, Gen.Constant<LifeStep>(new EndFaults())));

    private static Gen<LifeStep> Time => Gen.Elements<int?>(null, null, 1, 3, 20, 31).Select(LifeStep (days) => new Advance(days));

    private static Gen<LifeStep> Acts => Gen.Frequency(
        (3, Subscriptions),
        (2, OneTimePayments),
        (3, PlanChanges),
        (2, Gen.Choose(1, 6).Select(LifeStep (seats) => new ChangeQuantity(seats))),
        (3, Gen.Elements<LifeStep>(new Cancel(false), new Cancel(false), new Cancel(true))),
        (2, Gen.Elements<LifeStep>(new Pause(null), new Pause(10), new Pause(45))),
        (3, Gen.Elements("cancellation", "pause", "plan").Select(LifeStep (what) => new TakeBack(what))),
        (3, Refunds),
        (1, Disputes),
        (2, SubscriptionCards.Select(LifeStep (card) => new PayOpenInvoice(card))),
        (1, SubscriptionCards.Select(LifeStep (card) => new ChangeCard(card))),
        (2, InDashboard),
        (1, Gen.Elements<LifeStep>(new EndDuplicate(true), new EndDuplicate(false))),
        (1, Gen.Elements("cancel", "unpaid", "past_due").Select(LifeStep (outcome) => new RetriesThen(outcome))));

    private static Gen<LifeStep> Subscriptions =>
        from terms in Terms
        from card in SubscriptionCards
        select (LifeStep)new Subscribe(terms.Plan, terms.Interval, terms.Quantity, card);

    private static Gen<LifeStep> PlanChanges => Terms.Select(LifeStep (terms) => new ChangePlan(terms.Plan, terms.Interval, terms.Quantity));

    private static Gen<(string Plan, string Interval, long Quantity)> Terms =>
        from plan in Gen.Elements("pro", "team")
        from interval in Gen.Elements("month", "month", "year")
        from seats in Gen.Choose(1, 5)
        select (plan, interval, plan == "team" ? seats : 1L);

    private static Gen<LifeStep> OneTimePayments =>
        from amount in Gen.Choose(100, 20_000)
        from currency in Gen.Elements("usd", "eur", "jpy")
        from card in Gen.Elements(Cards.Good, Cards.Good, Cards.Declined, Cards.Challenged, Cards.RefundPends, Cards.RefundFailsLater, Cards.Debit)
        select (LifeStep)new PayOnce(amount, currency, card);

    private static Gen<LifeStep> Refunds =>
        from which in Gen.Choose(0, 3)
        from isPartial in Gen.Elements(true, false)
        from isOurs in Gen.Elements(true, true, false)
        select isOurs ? (LifeStep)new Refund(which, isPartial) : new RefundInDashboard(which, isPartial);

    private static Gen<LifeStep> Disputes =>
        from which in Gen.Choose(0, 1)
        from action in Gen.Elements("dispute", "dispute", "win", "lose", "escalate")
        from isInquiry in Gen.Elements(true, false)
        select (LifeStep)new Dispute(which, action, isInquiry && action == "dispute");

    private static Gen<LifeStep> InDashboard => Gen.Elements<LifeStep>(
        new SubscribeInDashboard("pro_monthly"), new SubscribeInDashboard("team_yearly"),
        new ActInDashboard("end"), new ActInDashboard("keep"), new ActInDashboard("cancel"));

    private static Gen<LifeStep> Faults =>
        from kind in Gen.Elements("deliveries", "deliveries", "delays", "calls", "everything")
        from seed in Gen.Choose(1, MaxSeed)
        select (LifeStep)new BeginFaults(kind, seed);

    private static Gen<string> SubscriptionCards =>
        Gen.Elements(Cards.Good, Cards.Good, Cards.Good, Cards.FailsOnRenewal, Cards.FailsOnRenewal, Cards.Declined, Cards.Challenged);

    /// <summary>Without its second half, its first half, or one step.</summary>
    private static IEnumerable<LifePlan> Shorter(LifePlan plan)
    {
        LifeStep[] steps = [.. plan.Steps];
        int half = steps.Length / 2;
        if (half > 1)
        {
            yield return new LifePlan(steps[..half]);
            yield return new LifePlan(steps[half..]);
        }

        for (int i = steps.Length - 1; i >= 0 && steps.Length > 1; i--)
        {
            yield return new LifePlan([.. steps[..i], .. steps[(i + 1)..]]);
        }
    }
}
