import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.js'
import { FrameClock } from './charts/frame-clock.js'
import { SharedContext } from './components/session-context.js'
import { places } from './places.js'
import { readLink, writeLink } from './settings/link.js'
import { initialState } from './state/app-state.js'
import { Session } from './state/session.js'
import { createStore } from './state/store.js'
import { cssVariables, theme } from './theme.js'

const { settings, problems } = readLink(location.search)
const store = createStore(initialState(settings, problems))
const clock = new FrameClock()
const session = new Session(store, places, () => clock.invalidate())

store.subscribe(() => {
  const query = writeLink(store.get().settings)
  if (query !== location.search) history.replaceState(null, '', `${location.pathname}${query}${location.hash}`)
})
void session.probe()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SharedContext value={{ session, clock }}>
        <App />
      </SharedContext>
    </MantineProvider>
  </StrictMode>,
)
