using Billing.Domain.Operations;

namespace Billing.Application.Emails;

/// <summary>A mail that follows from something that happened.</summary>
/// <param name="UserId">The user it goes to.</param>
/// <param name="Kind">One of <see cref="EmailKinds"/>.</param>
/// <param name="SubjectId">What it is about: names the same thing whichever way it became known.</param>
/// <param name="Model">What the mail tells.</param>
internal sealed record EmailDraft(Guid UserId, string Kind, string SubjectId, EmailModel Model)
{
    /// <summary>How long it waits for news that would make it pointless.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The row of the outbox.</summary>
    /// <param name="now">Now, by our own clock (UTC).</param>
    public EmailMessage ToMessage(DateTime now) => new()
    {
        UserId = UserId,
        Kind = Kind,
        SubjectId = SubjectId,
        Model = Model.ToJson(),
        CreatedAt = now,
        NextAttemptAt = now + Delay,
    };
}
