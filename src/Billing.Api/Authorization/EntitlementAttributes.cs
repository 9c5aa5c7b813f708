using Billing.Application.Entitlements;
using Microsoft.AspNetCore.Authorization;

namespace Billing.Api.Authorization;

/// <summary>
/// Lets in whose plan entitles to it. Put <see cref="RequiresPlanAttribute"/> or <see cref="RequiresFeatureAttribute"/> on a controller
/// or an action; several of them must all be met. Who is not signed in is answered 401, who is not entitled 403.
/// </summary>
public abstract class RequiresEntitlementAttribute : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>The stable code of the refusal.</summary>
    public abstract string Code { get; }

    /// <summary>What is missing and what to do, for the person who reads it.</summary>
    public abstract string Sentence { get; }

    /// <summary>Whether what the user may use meets it.</summary>
    public abstract bool IsMetBy(EntitlementDetails entitlements);

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Lets in users of one of these plans: <c>[RequiresPlan("pro")]</c>. Else 403 <c>plan_required</c>.</summary>
/// <param name="codes">The codes of the plans, as the plan file has them; any of them will do.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresPlanAttribute(params string[] codes) : RequiresEntitlementAttribute
{
    /// <summary>The codes of the plans.</summary>
    public IReadOnlyList<string> Codes { get; } = codes;

    /// <inheritdoc />
    public override string Code => "plan_required";

    /// <inheritdoc />
    public override string Sentence => $"This needs the plan {string.Join(" or ", Codes)}.";

    /// <inheritdoc />
    public override bool IsMetBy(EntitlementDetails entitlements)
    {
        ArgumentNullException.ThrowIfNull(entitlements);
        return entitlements.Plan is { } plan && Codes.Contains(plan, StringComparer.Ordinal);
    }
}

/// <summary>Lets in users whose plan has the feature: <c>[RequiresFeature("api")]</c>. Else 403 <c>feature_required</c>.</summary>
/// <param name="feature">The feature, word for word as the plan file has it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresFeatureAttribute(string feature) : RequiresEntitlementAttribute
{
    /// <summary>The feature.</summary>
    public string Feature { get; } = feature;

    /// <inheritdoc />
    public override string Code => "feature_required";

    /// <inheritdoc />
    public override string Sentence => $"Your plan does not include {Feature}.";

    /// <inheritdoc />
    public override bool IsMetBy(EntitlementDetails entitlements)
    {
        ArgumentNullException.ThrowIfNull(entitlements);
        return entitlements.Features.Contains(Feature, StringComparer.Ordinal);
    }
}
