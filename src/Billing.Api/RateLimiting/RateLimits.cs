using Microsoft.Extensions.Options;

namespace Billing.Api.RateLimiting;

/// <summary>How many requests are let through in each window.</summary>
public sealed class RateLimit
{
    /// <summary>How many.</summary>
    public int Permits { get; set; }

    /// <summary>The length of the window.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// The settings of section <c>RateLimits</c>. Each process counts for itself: behind a balancer over n processes up to n times as
/// much passes.
/// </summary>
public sealed class RateLimits
{
    /// <summary>Where the section is.</summary>
    public const string Section = "RateLimits";

    /// <summary>New accounts, by client address.</summary>
    public RateLimit Register { get; set; } = new() { Permits = 10 };

    /// <summary>Sign-ins, by client address. An account has its own lock besides.</summary>
    public RateLimit Login { get; set; } = new() { Permits = 20 };

    /// <summary>Requests that send a mail, by client address.</summary>
    public RateLimit Mail { get; set; } = new() { Permits = 10 };

    /// <summary>Checkouts, by user: a burst of impatient clicks is fine.</summary>
    public RateLimit Checkout { get; set; } = new() { Permits = 60 };

    /// <summary>Payment intents, by user. Stolen cards are tried out with these.</summary>
    public RateLimit PaymentIntent { get; set; } = new() { Permits = 60 };

    /// <summary>Previews and changes of a subscription, and the portal, by user: each is a call to Stripe or several.</summary>
    public RateLimit Subscription { get; set; } = new() { Permits = 120 };
}

/// <summary>Refuses limits that let nothing through.</summary>
internal sealed class RateLimitsValidator : IValidateOptions<RateLimits>
{
    public ValidateOptionsResult Validate(string? name, RateLimits options)
    {
        var failures = new (string Name, RateLimit Limit)[]
            {
                (nameof(RateLimits.Register), options.Register),
                (nameof(RateLimits.Login), options.Login),
                (nameof(RateLimits.Mail), options.Mail),
                (nameof(RateLimits.Checkout), options.Checkout),
                (nameof(RateLimits.PaymentIntent), options.PaymentIntent),
                (nameof(RateLimits.Subscription), options.Subscription),
            }
            .Where(l => l.Limit.Permits < 1 || l.Limit.Window <= TimeSpan.Zero)
            .Select(l => $"RateLimits:{l.Name} needs Permits of at least 1 and a Window over zero.")
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
