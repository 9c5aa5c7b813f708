namespace Stripe;

/// <summary>Parameters of <see cref="ChargeService.GetAsync"/>.</summary>
public class ChargeGetOptions : BaseOptions;
