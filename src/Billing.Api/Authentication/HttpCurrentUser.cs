using Billing.Application.Abstractions;

namespace Billing.Api.Authentication;

/// <summary>The user whose access token came with the request.</summary>
internal sealed class HttpCurrentUser(IHttpContextAccessor accessor) : ICurrentUser
{
    public Guid Id => accessor.HttpContext?.User.FindFirst("sub") is { } subject && Guid.TryParse(subject.Value, out var id)
        ? id
        : throw new InvalidOperationException("Nobody is signed in: the action lacks [Authorize].");
}
