// Opens GraphiQL with the key and a parcel of the demo.
const query = `query Parcel {
  packageByTrackingId(trackingId: "01906000683796") {
    carrier
    state
    order {
      orderNumber
    }
    events {
      time
      state
      location
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/api/graphql' }),
    defaultQuery: query,
    defaultHeaders: JSON.stringify({ Authorization: 'Bearer eci_demo_key' }, null, 2),
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
  }),
);
