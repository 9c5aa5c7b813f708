using Billing.Api.Authorization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Billing.IntegrationTests.Entitlements;

/// <summary>A controller as a host of the application would have one: everything in it is for subscribers.</summary>
[ApiController]
[Authorize]
[Route("v1/host")]
[RequiresPlan("pro", "team")]
public sealed class HostController : ControllerBase
{
    /// <summary>For every plan that is named above.</summary>
    [HttpGet("reports")]
    public IActionResult Reports() => Ok(new { reports = 1 });

    /// <summary>For plans with the feature, and only those named above.</summary>
    [HttpGet("workspaces")]
    [RequiresFeature("Shared workspaces")]
    public IActionResult Workspaces() => Ok(new { workspaces = 1 });
}
