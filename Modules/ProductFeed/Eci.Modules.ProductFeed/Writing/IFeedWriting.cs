using System.Text;
using Eci.Modules.ProductFeed.Content;

namespace Eci.Modules.ProductFeed.Writing;

/// <summary>How a feed looks.</summary>
internal interface IFeedWriting
{
    void Begin(StringBuilder text);

    void Add(StringBuilder text, FeedRow row);

    void End(StringBuilder text);
}
