using AutoMapper;
using Billing.Domain.Plans;

namespace Billing.Application.Plans;

/// <summary>A plan on offer.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Code">The stable short name, <c>pro</c> for example.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Features">What it entitles to.</param>
/// <param name="Prices">What it costs; empty for the free plan.</param>
public sealed record PlanDetails(
    Guid Id, string Code, string Name, string? Description, IReadOnlyList<string> Features, IReadOnlyList<PlanPriceDetails> Prices)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, PlanDetails>()
            .ForCtorParam(nameof(Prices), o => o.MapFrom(p => p.Prices.Where(x => x.Active).OrderBy(x => x.AmountCents)));
    }
}

/// <summary>What a plan costs.</summary>
/// <param name="Id">Our id.</param>
/// <param name="AmountCents">The amount of one unit for one interval, in minor units of the currency.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Interval">How often it is charged.</param>
/// <param name="TrialDays">Days without charge before the first payment; null for none.</param>
/// <param name="PerSeat">Whether the quantity counts seats.</param>
public sealed record PlanPriceDetails(Guid Id, long AmountCents, string Currency, BillingInterval Interval, int? TrialDays, bool PerSeat)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PlanPrice, PlanPriceDetails>();
    }
}
