using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Lets schedules act on their subscriptions: from phase to phase, and in the end out of the way.</summary>
internal static class Schedules
{
    /// <summary>Where a subscription keeps when the running phase of its schedule ends, in Stripe's seconds.</summary>
    private const string PhaseEnd = "phase_end";

    /// <summary>When the next phase begins, or the schedule ends; null when the subscription has none.</summary>
    public static DueMoment? TransitionOf(StripeDocument subscription) =>
        subscription.Hidden[PhaseEnd]?.GetValue<long>() is { } at ? new DueMoment(at, "A planned change of a subscription takes effect") : null;

    /// <summary>Puts a subscription under a schedule.</summary>
    public static void Attach(UnitOfWork work, StripeDocument subscription, StripeDocument schedule)
    {
        work.Save(schedule, "subscription_schedule.created");
        subscription.Hidden[PhaseEnd] = schedule.Json["current_phase"]!["end_date"]!.DeepClone();
        SetSchedule(work, subscription, schedule.Id);
    }

    /// <summary>The phases were changed: the subscription follows the running one from now on.</summary>
    public static void Follow(UnitOfWork work, StripeDocument schedule, string prorationBehavior)
    {
        var subscription = work.Referenced("subscription", schedule.Text("subscription")!);
        var current = SubscriptionSchedules.Phases(schedule).Last(phase => phase["start_date"]!.GetValue<long>() <= work.Now);
        schedule.Json["current_phase"] = SubscriptionSchedules.Current(current);
        work.Save(schedule, "subscription_schedule.updated");
        subscription.Hidden[PhaseEnd] = current["end_date"]!.DeepClone();
        work.Save(subscription);
        Apply(work, subscription, current, prorationBehavior);
    }

    /// <summary>The running phase is over: the next one begins, or the schedule ends.</summary>
    public static void Transit(UnitOfWork work, StripeDocument subscription)
    {
        PendingUpdates.PhaseChanges(work, subscription);
        var schedule = work.Referenced("subscription_schedule", subscription.Text("schedule")!);
        var over = subscription.Hidden[PhaseEnd]!.GetValue<long>();
        var next = SubscriptionSchedules.Phases(schedule).FirstOrDefault(phase => phase["start_date"]!.GetValue<long>() >= over);
        if (next is not null)
        {
            schedule.Json["current_phase"] = SubscriptionSchedules.Current(next);
            work.Save(schedule, "subscription_schedule.updated");
            subscription.Hidden[PhaseEnd] = next["end_date"]!.DeepClone();
            work.Save(subscription);
            Apply(work, subscription, next, next["proration_behavior"]!.GetValue<string>());
        }
        else if (schedule.Text("end_behavior") == "cancel")
        {
            Close(work, subscription, schedule, "completed");
            SubscriptionEnd.Now(work, subscription, "cancellation_requested");
        }
        else
        {
            Release(work, schedule);
        }
    }

    /// <summary>The subscription stays as it is, without a schedule.</summary>
    public static void Release(UnitOfWork work, StripeDocument schedule)
    {
        var subscription = work.Referenced("subscription", schedule.Text("subscription")!);
        schedule.Json["released_subscription"] = subscription.Id;
        schedule.Json["subscription"] = null;
        Close(work, subscription, schedule, "released");
        SetSchedule(work, subscription, null);
    }

    /// <summary>Ends the schedule and the subscription with it.</summary>
    public static void Cancel(UnitOfWork work, StripeDocument schedule, bool prorates, bool invoicesNow)
    {
        var subscription = work.Referenced("subscription", schedule.Text("subscription")!);
        SubscriptionEnd.Prorated(work, subscription, prorates, invoicesNow);
    }

    /// <summary>The subscription ends: so does its schedule, if it has one.</summary>
    public static void SubscriptionEnded(UnitOfWork work, StripeDocument subscription)
    {
        subscription.Hidden.Remove(PhaseEnd);
        if (subscription.Text("schedule") is { } id && work.Referenced("subscription_schedule", id) is { Status: "active" } schedule)
        {
            Close(work, subscription, schedule, "canceled");
        }
    }

    /// <summary>Refuses to change when a subscription ends that a schedule decides about.</summary>
    /// <exception cref="StripeApiException">400.</exception>
    public static void EnsureNone(StripeDocument subscription)
    {
        if (subscription.Text("schedule") is { } schedule)
        {
            throw StripeErrors.Refused(
                $"The subscription is managed by the subscription schedule `{schedule}`, and updating any cancelation behavior directly is "
                + "not allowed. Please update the schedule instead.");
        }
    }

    private static void Close(UnitOfWork work, StripeDocument subscription, StripeDocument schedule, string status)
    {
        subscription.Hidden.Remove(PhaseEnd);
        schedule.Json["current_phase"] = null;
        schedule.Json["status"] = status;
        schedule.Json[status + "_at"] = work.Now;
        work.Save(schedule, "subscription_schedule." + status);
    }

    private static void SetSchedule(UnitOfWork work, StripeDocument subscription, string? schedule)
    {
        var before = subscription.Json["schedule"]?.DeepClone();
        subscription.Json["schedule"] = schedule;
        work.Save(subscription, "customer.subscription.updated", new JsonObject { ["schedule"] = before });
    }

    /// <summary>Gives the subscription the items of a phase: those that stay keep their id, by their place.</summary>
    private static void Apply(UnitOfWork work, StripeDocument subscription, JsonObject phase, string prorationBehavior)
    {
        var before = subscription.Json.DeepClone().AsObject();
        foreach (var (key, value) in phase["metadata"]!.AsObject())
        {
            subscription.Json["metadata"]![key] = value?.DeepClone();
        }

        var change = new SubscriptionChange(ChangesTo(work, subscription, phase), prorationBehavior, work.Now, ResetsCycle: false);
        if (change.IsNothing(subscription))
        {
            if (PreviousAttributes.Of(before, subscription.Json) is { } previous)
            {
                work.Save(subscription, "customer.subscription.updated", previous);
            }
        }
        else if (Subscriptions.PeriodOf(subscription).End <= work.Now)
        {
            WriteForNextPeriod(work, subscription, change);
            work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
        }
        else
        {
            SubscriptionUpdate.Run(work, subscription, before, change, "allow_incomplete");
        }
    }

    /// <summary>Between two periods there is nothing to settle: the next one is renewed with the new items.</summary>
    private static void WriteForNextPeriod(UnitOfWork work, StripeDocument subscription, SubscriptionChange change)
    {
        var (items, changesInterval) = change.ItemsFor(work, subscription);
        subscription.Json["items"]!["data"] = new JsonArray([.. items]);
        if (changesInterval)
        {
            subscription.Json["billing_cycle_anchor"] = Subscriptions.PeriodOf(subscription).End;
        }
    }

    private static List<ItemChange> ChangesTo(UnitOfWork work, StripeDocument subscription, JsonObject phase)
    {
        var old = Subscriptions.Items(subscription).ToList();
        var planned = phase["items"]!.AsArray();
        var changes = planned.Select((item, i) => new ItemChange(
            i < old.Count ? old[i]["id"]!.GetValue<string>() : null,
            work.Referenced("price", item!["price"]!.GetValue<string>()),
            item["quantity"]!.GetValue<long>(),
            IsDeleted: false,
            $"phases[items][{i}]")).ToList();
        changes.AddRange(old.Skip(planned.Count).Select(item => new ItemChange(item["id"]!.GetValue<string>(), null, null, IsDeleted: true, "phases")));
        return changes;
    }
}
