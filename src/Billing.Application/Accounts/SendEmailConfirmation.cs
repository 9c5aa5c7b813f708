using MediatR;

namespace Billing.Application.Accounts;

/// <summary>Sends the signed-in user the link that confirms the address once more; nothing is sent when it is confirmed.</summary>
public sealed record SendEmailConfirmation : IRequest;
