return await Billing.Api.ApiHost.RunAsync(args);

/// <summary>The entry point; all of it is in <see cref="Billing.Api.ApiHost"/>.</summary>
public partial class Program;
