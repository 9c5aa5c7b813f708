using Billing.Application.Abstractions;

namespace Billing.Application.Alerts;

/// <summary>What alerts mean, and what there is to do.</summary>
public static class AlertText
{
    private static readonly Dictionary<string, OperatorAlert> Kinds = Enum.GetValues<OperatorAlert>().ToDictionary(AlertRows.NameOf);

    /// <summary>The sentence of a kind; the kind itself when this version does not know it.</summary>
    public static string Of(string kind) => Kinds.TryGetValue(kind, out OperatorAlert alert) ? Of(alert) : kind;

    private static string Of(OperatorAlert alert) => alert switch
    {
        OperatorAlert.DuplicateSubscription => "A user has a second live subscription. Cancel and refund one of them.",
        OperatorAlert.UnknownPrice => "A subscription has a price that is no plan's. Add it to the plans, or change the subscription at Stripe.",
        OperatorAlert.DeadEvent => "An event was given up after its last attempt. Find the cause and replay it.",
        OperatorAlert.DisputeOpened => "A bank questions a payment. Send evidence in Stripe's Dashboard while it is taken, or refund an inquiry.",
        OperatorAlert.DisputeLost => "A dispute is lost: the payer has the money back.",
        OperatorAlert.RefundFailed => "A refund came back and the customer has not got the money. Send it another way.",
    };
}
