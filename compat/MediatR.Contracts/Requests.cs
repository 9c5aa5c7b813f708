namespace MediatR;

/// <summary>What every request has in common, with or without an answer: the constraint for code that takes both.</summary>
public interface IBaseRequest;

/// <summary>A request whose handler answers nothing.</summary>
public interface IRequest : IBaseRequest;

/// <summary>A request that exactly one handler answers.</summary>
/// <typeparam name="TResponse">What the handler answers.</typeparam>
public interface IRequest<out TResponse> : IBaseRequest;

/// <summary>A request whose handler answers an asynchronous stream.</summary>
/// <typeparam name="TResponse">One element of the stream.</typeparam>
public interface IStreamRequest<out TResponse>;

/// <summary>A message for any number of handlers, none included.</summary>
public interface INotification;
