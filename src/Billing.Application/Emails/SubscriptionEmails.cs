using System.Globalization;
using Billing.Application.Mirroring;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Emails;

/// <summary>Which mails follow from a change of a subscription.</summary>
internal static class SubscriptionEmails
{
    /// <summary>The mails of one change.</summary>
    /// <param name="s">The subscription as it is now.</param>
    /// <param name="before">What it was; null when it is new here.</param>
    /// <param name="since">What happened before this moment is over (UTC).</param>
    public static IEnumerable<EmailDraft> Of(UserSubscription s, SubscriptionTerms? before, DateTime since)
    {
        if (s.Status == SubscriptionStatus.Canceled)
        {
            return before?.Status is SubscriptionStatus.Canceled or SubscriptionStatus.Incomplete || !(s.EndedAt > since) ? [] : [Ended(s, before)];
        }

        if (!s.Status.IsLive())
        {
            return [];
        }

        var changes = before is { } known && known.Status.IsLive() ? Changes(s, known, since) : TrialStarted(s, since);
        return s.EndsAt is not null && s.EndsAt != before?.EndsAt && s.CanceledAt > since ? [.. changes, WillEnd(s)] : changes;
    }

    /// <summary>The mail of a trial that ends soon; null when it is over, or has no end.</summary>
    /// <param name="s">The subscription.</param>
    /// <param name="now">Now, by Stripe's clock (UTC).</param>
    public static EmailDraft? TrialEnding(UserSubscription s, DateTime now) =>
        s is { Status: SubscriptionStatus.Trialing, TrialEnd: { } end } && end > now
            ? new EmailDraft(
                s.UserId, EmailKinds.TrialEnding, $"{s.StripeSubscriptionId}:{Seconds(end)}", new EmailModel { SubscriptionId = s.Id, At = end })
            : null;

    private static IEnumerable<EmailDraft> TrialStarted(UserSubscription s, DateTime since) =>
        s.Status == SubscriptionStatus.Trialing && s.CreatedAt > since
            ? [About(s, EmailKinds.SubscriptionChanged, "trial", SubscriptionNews.TrialStarted, s.TrialEnd)]
            : [];

    /// <summary>The number of the row's version tells changes apart: the same one cannot happen to a row twice.</summary>
    private static IEnumerable<EmailDraft> Changes(UserSubscription s, SubscriptionTerms before, DateTime since)
    {
        string subject = string.Create(CultureInfo.InvariantCulture, $"v{s.Version}");
        if ((s.StripePriceId != before.PriceId || s.Quantity != before.Quantity) && s.SeenTo > since)
        {
            yield return About(s, EmailKinds.SubscriptionChanged, subject, SubscriptionNews.Changed, s.SeenTo);
        }
        else if (s.EndsAt is null && before.EndsAt is not null && s.SeenTo > since)
        {
            yield return About(s, EmailKinds.SubscriptionChanged, subject, SubscriptionNews.GoesOn, s.CurrentPeriodEnd);
        }
    }

    /// <summary>Taken back and asked for again, it is told again.</summary>
    private static EmailDraft WillEnd(UserSubscription s) => About(
        s, EmailKinds.SubscriptionCanceled, $"{Seconds(s.CanceledAt)}:{Seconds(s.EndsAt)}", SubscriptionNews.WillEnd, s.EndsAt);

    private static EmailDraft Ended(UserSubscription s, SubscriptionTerms? before) => About(
        s, EmailKinds.SubscriptionCanceled, "ended", before is { IsDuplicate: true } ? SubscriptionNews.DuplicateEnded : SubscriptionNews.Ended, s.EndedAt);

    private static EmailDraft About(UserSubscription s, string kind, string subject, SubscriptionNews news, DateTime? at) => new(
        s.UserId,
        kind,
        $"{s.StripeSubscriptionId}:{subject}",
        new EmailModel { SubscriptionId = s.Id, News = news, PlanPriceId = s.PlanPriceId, Quantity = s.Quantity, At = at });

    private static string Seconds(DateTime? at) =>
        at is { } time ? new DateTimeOffset(time, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "";
}
