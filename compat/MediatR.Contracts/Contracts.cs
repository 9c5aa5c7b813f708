namespace MediatR
{
    public interface IBaseRequest { }
}
