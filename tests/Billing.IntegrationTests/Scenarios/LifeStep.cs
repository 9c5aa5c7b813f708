namespace Billing.IntegrationTests.Scenarios;

/// <summary>
/// One thing that happens in a life. It holds only what was chosen beforehand and fits whatever state it meets: what makes no sense
/// there is refused, or does nothing.
/// </summary>
internal abstract record LifeStep
{
    /// <summary>There was nothing to do it to.</summary>
    protected const string Nothing = "nothing to do";

    /// <summary>What happens, as a person would say it.</summary>
    public abstract string Words { get; }

    /// <summary>Does it; answers with what came of it.</summary>
    public abstract Task<string> RunAsync(Life life);

    /// <inheritdoc />
    public sealed override string ToString() => Words;
}

/// <summary>A whole life: steps in their order.</summary>
internal sealed record LifePlan(IReadOnlyList<LifeStep> Steps)
{
    /// <inheritdoc />
    public override string ToString() => string.Concat(Steps.Select((step, i) => $"\n  {i + 1}. {step}"));
}
